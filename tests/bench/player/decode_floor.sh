#!/bin/sh
# The least that any player can cost: processor seconds for each second of CLIP to decode picture and sound on one thread and throw them away. Median of three.
#   decode_floor.sh CLIP
set -eu
seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$1")
for _ in 1 2 3; do
  ffmpeg -hide_banner -nostdin -loglevel info -benchmark -threads 1 -i "$1" -f null - 2>&1 | sed -n 's/.*utime=\([0-9.]*\)s stime=\([0-9.]*\)s.*/\1 \2/p'
done | awk -v seconds="$seconds" '{ print ($1 + $2) / seconds }' | sort -n | sed -n 2p | awk '{ printf "\ndecoding alone: %.2f cores\n", $1 }'
