#!/usr/bin/env bash
# vizdesk.app and its DMG, on a Mac. NEVER RUN BY US: see docs/packages.md.
#
# Needs Xcode's command line tools and Python 3.11 or newer. Signs ad hoc, which runs on this Mac
# only; with these in the environment it signs and notarises for everybody:
#   SIGNING_IDENTITY   "Developer ID Application: NAME (TEAM)", in the keychain
#   NOTARY_PROFILE     a profile of `xcrun notarytool store-credentials`
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' src/vizdesk/__init__.py)
app=build/package/vizdesk.app
dmg=dist/vizdesk-$version-macos-$(uname -m).dmg
# llama.cpp is to run where the app says it does (LSMinimumSystemVersion), not only where it is built.
export MACOSX_DEPLOYMENT_TARGET=13.0
packaging/setup.sh
.venv-package/bin/python packaging/icons.py build
rm -rf build/licences
.venv-package/bin/python packaging/licences.py build/licences
.venv-package/bin/python -m PyInstaller packaging/vizdesk.spec --noconfirm --log-level WARN \
  --distpath build/package --workpath build/pyinstaller

# What is inside first, the app last; --deep would sign in the wrong order and with one set of
# entitlements: https://developer.apple.com/documentation/xcode/creating-distribution-signed-code-for-the-mac
stamp=--timestamp
[ -n "${SIGNING_IDENTITY:-}" ] || stamp=--timestamp=none
sign() {
  codesign --force "$stamp" --options runtime --sign "${SIGNING_IDENTITY:--}" "$@"
}
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
  while IFS= read -r -d '' file; do sign "$file"; done
sign --entitlements packaging/macos/entitlements.plist "$app"
codesign --verify --deep --strict "$app"

"$app/Contents/MacOS/vizdesk" --smoke

mkdir -p dist
folder=$(mktemp -d)
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname vizdesk -srcfolder "$folder" -ov -format UDZO "$dmg"
rm -rf "$folder"

if [ -n "${SIGNING_IDENTITY:-}" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
  codesign --force --timestamp --sign "$SIGNING_IDENTITY" "$dmg"
  xcrun notarytool submit "$dmg" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$dmg"
  spctl --assess --type open --context context:primary-signature "$dmg"
fi
ls -l "$dmg"
