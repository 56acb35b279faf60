#!/bin/sh
# Ends what the supervisor started when the supervisor itself was killed: then this pipe closes.
# Each line is the whole list of what runs, as pid:signal; the last one counts.
trap '' HUP INT TERM
running=''
while read -r line; do running=$line; done
for entry in $running; do
  kill -"${entry#*:}" "${entry%%:*}"
  # What was paused must run on to obey.
  kill -CONT "${entry%%:*}"
done 2>/dev/null
