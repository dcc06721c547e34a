// What the sanitizers may overlook: third parties only. Linked into every test program, and read by the sanitizers'
// run-times before main().

extern "C" const char* __tsan_default_suppressions();

extern "C" const char* __tsan_default_suppressions() {
  // These are not built with ThreadSanitizer, so it does not see the atomics by which their threads hand things over:
  // FFmpeg and x264 their buffers, SDL its errors per thread, Mesa's software GL the tiles of its own threads. Only
  // reports with a frame inside the former are dropped, and what the latter two themselves call of the C library: our
  // audio callback, which SDL calls, is still looked at.
  return "race:libavutil.so\n"
         "race:libavcodec.so\n"
         "race:libavformat.so\n"
         "race:libswscale.so\n"
         "race:libx264.so\n"
         "called_from_lib:libSDL2-2.0.so.0\n"
         "called_from_lib:swrast_dri.so\n";
}
