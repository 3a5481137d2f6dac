#!/bin/sh
# Makes an AppImage of what build_linux.py left: ./appimage.sh OUT
# NOT RUN: it needs appimagetool and its runtime, which were not at hand where this was written.
set -eu
out=$1
app=$out/work/flux2studio.AppDir
rm -rf "$app"
mkdir -p "$app/usr/lib"
cp -a "$out/work/flux2studio" "$app/usr/lib/flux2studio"
cp -a "$out/work/share" "$app/usr/share"
cp "$app/usr/share/applications/flux2studio.desktop" "$app/"
cp "$app/usr/share/icons/hicolor/256x256/apps/flux2studio.png" "$app/"
ln -s flux2studio.png "$app/.DirIcon"
cat >"$app/AppRun" <<'END'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/flux2studio/flux2studio" "$@"
END
chmod +x "$app/AppRun"
version=$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' "$app"/usr/share/metainfo/*.xml)
appimagetool --comp zstd "$app" "$out/flux2studio-$version-linux-$(uname -m).AppImage"
