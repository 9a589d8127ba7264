# vizdesk.exe, vizdesk-cli.exe and their installer, on Windows. NEVER RUN BY US: see docs/packages.md.
#
# Needs Git for Windows (its bash), Visual Studio Build Tools, Python 3.11 or newer, Inno Setup 6.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Checked { & $args[0] $args[1..($args.Count - 1)]; if ($LASTEXITCODE) { throw "$args ended with $LASTEXITCODE" } }

$bash = Join-Path (Split-Path (Split-Path (Get-Command git).Source)) "bin\bash.exe"
$python = ".venv-package\Scripts\python.exe"
$version = (Select-String -Path src\vizdesk\__init__.py -Pattern '__version__ = "(.*)"').Matches[0].Groups[1].Value
$env:PYTHON = "python"
Invoke-Checked $bash packaging/setup.sh
Invoke-Checked $python packaging\icons.py build
if (Test-Path build\licences) { Remove-Item -Recurse build\licences }
Invoke-Checked $python packaging\licences.py build\licences
Invoke-Checked $python -m PyInstaller packaging\vizdesk.spec --noconfirm --log-level WARN --distpath build\package --workpath build\pyinstaller

# Both programs: the windowed one has no console, and its worker must find its pipes all the same.
Invoke-Checked build\package\vizdesk\vizdesk-cli.exe --smoke
$window = Start-Process build\package\vizdesk\vizdesk.exe -ArgumentList "--smoke" -Wait -PassThru
if ($window.ExitCode) { throw "vizdesk.exe --smoke ended with $($window.ExitCode)" }

New-Item -ItemType Directory -Force dist | Out-Null
$iscc = Join-Path ${env:ProgramFiles(x86)} "Inno Setup 6\ISCC.exe"
Invoke-Checked $iscc "/DVersion=$version" packaging\windows\vizdesk.iss
Get-ChildItem dist
