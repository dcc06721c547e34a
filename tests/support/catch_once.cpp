// The source that the header read once for all tests belongs to; main.cpp takes its other half.
#include <catch2/catch.hpp>
