#!/bin/sh
# Starts what it is given, unless a secret still has the value that .env.example shows to everybody.
examples=$(env | sed -n 's/^\([A-Z_]*\)=change-me.*/\1/p' | tr '\n' ' ')
if [ -n "$examples" ]; then
  echo "Not started: what .env.example says to change is as it was (${examples% }). Choose your own values in .env, then start again." >&2
  exit 1
fi
exec "$@"
