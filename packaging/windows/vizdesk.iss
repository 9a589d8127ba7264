; Inno Setup 6: the installer of vizdesk for Windows. NEVER RUN BY US: see docs/packages.md.
;   iscc /DVersion=0.1.0 packaging\windows\vizdesk.iss
#ifndef Version
  #error Say which version: iscc /DVersion=...
#endif

[Setup]
AppId={{6E1B7A52-3C0D-4B7E-9C55-0B7D1F5A2E61}
AppName=vizdesk
AppVersion={#Version}
AppPublisher=The vizdesk authors
DefaultDirName={autopf}\vizdesk
DefaultGroupName=vizdesk
DisableProgramGroupPage=yes
UninstallDisplayIcon={app}\vizdesk.exe
; For one person without an administrator, for all with one.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\vizdesk.ico
OutputDir=..\..\dist
OutputBaseFilename=vizdesk-{#Version}-windows-x86_64
ChangesAssociations=yes

[Files]
Source: "..\..\build\package\vizdesk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\build\licences\*"; DestDir: "{app}\licences"; Flags: ignoreversion

[Icons]
Name: "{group}\vizdesk"; Filename: "{app}\vizdesk.exe"; AppUserModelID: "org.vizdesk.Vizdesk"

[Registry]
; "Open with" for pictures; nothing becomes the default.
Root: HKA; Subkey: "Software\Classes\Applications\vizdesk.exe\shell\open\command"; ValueType: string; ValueData: """{app}\vizdesk.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\vizdesk.exe\SupportedTypes"; ValueType: string; ValueName: ".png"; ValueData: ""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\vizdesk.exe\SupportedTypes"; ValueType: string; ValueName: ".jpg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\vizdesk.exe\SupportedTypes"; ValueType: string; ValueName: ".jpeg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\vizdesk.exe\SupportedTypes"; ValueType: string; ValueName: ".webp"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\vizdesk.exe\SupportedTypes"; ValueType: string; ValueName: ".avif"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\vizdesk.exe\SupportedTypes"; ValueType: string; ValueName: ".tif"; ValueData: ""

[Run]
Filename: "{app}\vizdesk.exe"; Description: "Start vizdesk"; Flags: nowait postinstall skipifsilent
