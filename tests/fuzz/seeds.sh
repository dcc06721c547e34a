#!/bin/sh
# tests/fuzz/seeds.sh FOLDER: small films of many kinds for fuzz_film to begin with, and the captions for fuzz_captions.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/film" "$1/captions"
cp "$here"/captions/* "$1/captions/"
cd "$1/film"
picture='-f lavfi -i testsrc=s=48x32:r=12:d=0.4'
sound='-f lavfi -i sine=660:d=0.4'
make() {
  name=$1
  shift
  [ -s "$name" ] || ffmpeg -v error -nostdin -y "$@" "$name"
}
# shellcheck disable=SC2086  # one word an argument
{
  make h264.mp4 $picture $sound -c:v libx264 -pix_fmt yuv420p -c:a aac
  make pieces.mp4 $picture -c:v libx264 -pix_fmt yuv420p -movflags frag_keyframe+empty_moov
  make hevc.mkv $picture $sound -c:v libx265 -x265-params log-level=none -pix_fmt yuv420p10le -c:a flac
  make vp9.webm $picture $sound -c:v libvpx-vp9 -deadline realtime -c:a libopus
  make vp8.webm $picture -c:v libvpx -auto-alt-ref 0 -pix_fmt yuva420p
  make interlaced.ts $picture $sound -c:v mpeg2video -flags +ildct+ilme -c:a mp2
  make theora.ogg $picture $sound -c:v libtheora -c:a libvorbis
  make xvid.avi $picture $sound -c:v mpeg4 -c:a pcm_s16le
  make prores.mov $picture -c:v prores_ks -pix_fmt yuv422p10le
  make motion.avi $picture -c:v mjpeg -pix_fmt yuvj422p
  make moving.gif $picture
  make still.png -f lavfi -i testsrc=s=48x32 -frames:v 1
  make sound.flac $sound
  make words.mkv $picture -i "$here/captions/plain.srt" -c:v libx264 -c:s srt
}
