// What the sanitizers may overlook: third parties only, for programs that link FFmpeg. Read by the sanitizers'
// run-times before main().

extern "C" const char* __tsan_default_suppressions();

extern "C" const char* __tsan_default_suppressions() {
  // FFmpeg and x264 are not built with ThreadSanitizer, so it does not see the atomic reference counts by which their
  // threads hand buffers over, and takes a free() after the last reference for a race with the allocation. Only reports
  // with a frame inside these libraries are dropped.
  return "race:libavutil.so\n"
         "race:libavcodec.so\n"
         "race:libavformat.so\n"
         "race:libswscale.so\n"
         "race:libx264.so\n";
}
