#!/usr/bin/env bash
# Runs a command with an unlocked, empty keyring in the D-Bus session around it: with-keyring.sh command arguments…
set -eu
export GNOME_KEYRING_CONTROL=''
eval "$(printf 'invented-password' | "${CLINIC_KEYRING_PROGRAM:-gnome-keyring-daemon}" --unlock --components=secrets 2>/dev/null)"
exec "$@"
