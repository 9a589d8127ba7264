#!/usr/bin/env bash
# Installs the .deb as a new user would get it, uses it on a screen of its own, and removes it.
#
# Usage (as root, on a Debian or Ubuntu that may be changed): packaging/linux/try_deb.sh [SCREENSHOTS]
# Needs apt, Xvfb, xdotool, openbox, ImageMagick's import or nothing, and .venv (make test) for the
# program that files are dragged from.
set -euo pipefail
cd "$(dirname "$0")/../.."
deb=$(ls -t dist/vizdesk_*_amd64.deb | head -n 1)
shots=${1:-build/screenshots}
before=$(mktemp)
find /usr /etc /opt -xdev -newermt 1970-01-01 \( -name '*vizdesk*' -o -name '*Vizdesk*' \) | sort >"$before"

echo "— install $deb"
apt-get install -y -qq --no-install-recommends "./$deb" >/dev/null
trap 'apt-get remove -y -qq vizdesk >/dev/null 2>&1 || true; rm -f "$before" "$before.stderr"' EXIT
(cd / && md5sum --quiet -c /var/lib/dpkg/info/vizdesk.md5sums)

echo "— smoke"
env -i HOME=/nonexistent PATH=/usr/bin:/bin vizdesk --smoke 2>"$before.stderr"
[ ! -s "$before.stderr" ] || { cat "$before.stderr"; exit 1; }

echo "— menu entry and description"
desktop-file-validate /usr/share/applications/org.vizdesk.Vizdesk.desktop
appstreamcli validate --no-net /usr/share/metainfo/org.vizdesk.Vizdesk.metainfo.xml
grep -q '^image/png=.*org.vizdesk.Vizdesk.desktop' /usr/share/applications/mimeinfo.cache

echo "— the window, by mouse and keyboard"
${PYTHON:-.venv/bin/python} packaging/linux/try_window.py "$shots"

echo "— remove"
apt-get remove -y -qq vizdesk >/dev/null
trap - EXIT
find /usr /etc /opt -xdev -newermt 1970-01-01 \( -name '*vizdesk*' -o -name '*Vizdesk*' \) | sort | diff "$before" -
rm -f "$before" "$before.stderr"
echo "the package was installed, used and removed; it left nothing"
