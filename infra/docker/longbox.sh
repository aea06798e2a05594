#!/bin/sh
# The entry point of the image: Longbox's command with the flags of the npm scripts. `exec`, so that signals reach it.
# shellcheck disable=SC2046 # One flag a line.
exec node $(grep '^--' infra/launch/node-flags) apps/longbox/src/main.ts "$@"
