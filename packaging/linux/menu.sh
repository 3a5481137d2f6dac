#!/bin/sh
# Puts flux2studio into your menu, or takes it out again: ./menu.sh add, ./menu.sh remove
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin

case ${1:-} in
add)
    (cd "$here/share" && find . -type f) | while read -r file; do
        mkdir -p "$share/$(dirname "$file")"
        cp "$here/share/$file" "$share/$file"
    done
    sed -i "s|^Exec=flux2studio|Exec=\"$here/flux2studio\"|" "$share/applications/flux2studio.desktop"
    mkdir -p "$bin"
    ln -sf "$here/flux2studio" "$bin/flux2studio"
    ;;
remove)
    (cd "$here/share" && find . -type f) | while read -r file; do rm -f "$share/$file"; done
    rm -f "$bin/flux2studio"
    ;;
*)
    echo "Usage: $0 add|remove" >&2
    exit 2
    ;;
esac
update-mime-database "$share/mime" 2>/dev/null || true
update-desktop-database "$share/applications" 2>/dev/null || true
