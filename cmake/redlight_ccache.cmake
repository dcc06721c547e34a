# A compiler cache where there is one: nothing depends on it.
find_program(REDLIGHT_CCACHE ccache)
if(REDLIGHT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${REDLIGHT_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${REDLIGHT_CCACHE}")
endif()
