#!/bin/bash
# Makes the clips of the player bench in FOLDER: clips.sh FOLDER. A moving picture with grain, as hard to decode as film, and over it the bar codes, the flash
# and the beep that the bench reads. The flash is small enough, and the picture calm enough, to be safe for photosensitive people: nothing is dimmed or held. A clip that is there already is kept.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
ff="ffmpeg -hide_banner -loglevel error -nostdin -y"

film() { # SIZE RATE SECONDS OUT BITRATE
  [ -f "$4" ] && return
  $ff -filter_complex "mandelbrot=size=$1:rate=$2:maxiter=160:start_scale=2.5:end_scale=0.02:end_pts=$(($2 * $3)):inner=convergence,format=yuv420p[m];
    life=size=240x135:rate=12:mold=12:ratio=0.25:seed=7:death_color=#401010:life_color=#ffd8a0:mold_color=#702008,fps=$2,scale=$1:flags=bilinear,format=yuv420p[l];
    [m][l]blend=all_mode=screen:all_opacity=0.6,noise=c0s=14:c0f=t+u:all_seed=7,trim=duration=$3,setpts=PTS-STARTPTS" \
    -c:v libx264 -preset veryfast -b:v "$5" -maxrate "$5" -bufsize "$5" -pix_fmt yuv420p -g 48 part.mp4
  mv part.mp4 "$4"
}

beeps="0.8*sin(2*PI*1000*t)*lt(mod(t+0.5\\,1)\\,0.04)"
tone="0.3*sin(2*PI*1000*t)"

coded() { # RATE SECONDS OUT BITRATE SOUND CODEC-OPTIONS...; at twice the size where SCALE is 2
  local rate=$1 seconds=$2 out=$3 bitrate=$4 sound=$5 scale=${SCALE:-1}
  shift 5
  [ -f "$out" ] && return
  python3 "$here/barcode.py" $((rate * seconds)) $((1920 * scale)) $((64 * scale)) |
    $ff -f rawvideo -pix_fmt gray -s $((1920 * scale))x$((64 * scale)) -r "$rate" -i - -stream_loop -1 -i "source$rate.mp4" \
      -f lavfi -t "$seconds" -i "aevalsrc=$sound:s=48000" \
      -filter_complex "[1:v]setpts=N/($rate*TB),fps=$rate,scale=iw*$scale:-1:flags=lanczos,drawbox=x=iw*3/8:y=ih*3/8:w=iw/4:h=ih/4:color=white:t=fill:enable='eq(mod(n,$rate),$((rate / 2)))'[b];
        [0:v]format=yuv420p,split[s1][s2];[b][s1]overlay=0:0:shortest=1[c];[c][s2]overlay=0:main_h-overlay_h:shortest=1,trim=end_frame=$((rate * seconds))[v]" \
      -map '[v]' -map 2:a -t "$seconds" "$@" -b:v "$bitrate" -maxrate "$bitrate" -bufsize "$bitrate" -g "$rate" \
      -c:a aac -b:a 128k -movflags +faststart part.mp4
  mv part.mp4 "$out"
}

film 1920x1080 24 10 source24.mp4 12M
film 1920x1080 60 10 source60.mp4 24M
coded 24 10 film24.mp4 8M "$beeps" -c:v libx264 -preset fast -profile:v high -pix_fmt yuv420p
coded 60 10 film60.mp4 12M "$beeps" -c:v libx264 -preset fast -profile:v high -pix_fmt yuv420p
SCALE=2 coded 24 10 film4k.mp4 20M "$beeps" -c:v libx265 -preset veryfast -x265-params log-level=none -pix_fmt yuv420p10le -tag:v hvc1
coded 24 2 short24.mp4 8M "$tone" -c:v libx264 -preset fast -profile:v high -pix_fmt yuv420p
