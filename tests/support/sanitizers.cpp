// What the sanitizers may overlook: third parties only. Linked into every test program, and read by the sanitizers'
// run-times before main().

extern "C" const char* __tsan_default_suppressions();

extern "C" const char* __tsan_default_suppressions() {
  // These are not built with ThreadSanitizer, so it does not see the atomics by which their threads hand things over:
  // FFmpeg and x264 their buffers, Mesa's software GL the tiles of its own threads, HarfBuzz its list of
  // languages, SDL its list of pixel formats, which reading an image asks. Mesa also takes down a fence whose lock one
  // of its threads has not quite left. Only reports with a frame inside these are dropped. SDL as a whole is not named:
  // it calls our audio callback.
  return "race:libavutil.so\n"
         "race:libavcodec.so\n"
         "race:libavformat.so\n"
         "race:libswscale.so\n"
         "race:libx264.so\n"
         "race:swrast_dri.so\n"
         "mutex:swrast_dri.so\n"
         "race:libharfbuzz.so\n"
         "race:redlight::read_image\n"
         "race:linear_planes\n";
}
