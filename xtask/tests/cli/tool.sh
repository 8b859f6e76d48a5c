#!/bin/sh
# Stands in for a tool, by a link of the tool's name: notes its call, then does what stands beside the link. Tests write
# that text and not the program, since a program that is open for writing anywhere can't be started.
set -eu
echo "${0##*/} $* BLESS=${BLESS-} TRYBUILD=${TRYBUILD-} RUSTDOCFLAGS=${RUSTDOCFLAGS-}" >>"$0.calls"
. "$0.does"
