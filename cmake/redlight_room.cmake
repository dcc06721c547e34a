# One static library per room of the house, named redlight_<room>, so that a test links the lowest one that suffices.
#   redlight_room(show SOURCES loader.cpp ... DEPENDS redlight_base PRIVATE PkgConfig::TOMLPLUSPLUS)

add_library(redlight_options INTERFACE)
# The cpu renderer is the reference for every machine, so arithmetic must not depend on what the compiler may fuse or reorder:
# no contraction into fused multiply-add. The two other flags let loops vectorise and change no result.
target_compile_options(redlight_options INTERFACE -ffp-contract=off -fno-math-errno -fno-trapping-math
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough)
# GCC 12 sees overlapping copies in joined strings that are none (GCC bug 105651).
target_compile_options(redlight_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
target_include_directories(redlight_options INTERFACE "${PROJECT_SOURCE_DIR}/kiosk")
target_include_directories(redlight_options SYSTEM INTERFACE "${REDLIGHT_EXPECTED_INCLUDE}")
if(REDLIGHT_WERROR)
  target_compile_options(redlight_options INTERFACE -Werror)
endif()
if(REDLIGHT_SANITIZE)
  target_compile_options(redlight_options INTERFACE -fsanitize=${REDLIGHT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(redlight_options INTERFACE -fsanitize=${REDLIGHT_SANITIZE})
endif()

function(redlight_room name)
  cmake_parse_arguments(room "" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  add_library(redlight_${name} STATIC ${room_SOURCES})
  target_link_libraries(redlight_${name} PUBLIC redlight_options ${room_DEPENDS} PRIVATE ${room_PRIVATE})
endfunction()
