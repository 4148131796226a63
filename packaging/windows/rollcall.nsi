; The Windows installer, for one user without administrator rights.
;
;   makensis -DBINARY=path\to\rollcall.exe [-DVERSION=0.1.0] [-DOUTPUT=rollcall-setup.exe] packaging/windows/rollcall.nsi
;
; Paths are taken from the folder makensis is called in; on Linux write them with slashes. Installs to
; %LOCALAPPDATA%\Programs\Rollcall, opens *.rollcall files, shows up among the installed apps, removes all of that again.
; It never touches a workspace file.

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!ifndef BINARY
  !error "say which program to pack: -DBINARY=path/to/rollcall.exe"
!endif
!ifndef VERSION
  !define VERSION "0.1.0"
!endif
!ifndef OUTPUT
  !define OUTPUT "rollcall-${VERSION}-setup.exe"
!endif
!define ROOT "${__FILEDIR__}/../.."
!define APP_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Rollcall"
!define TYPE "Rollcall.Workspace"

!include "MUI2.nsh"
!include "FileFunc.nsh"

Name "Rollcall"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Rollcall"
InstallDirRegKey HKCU "Software\Rollcall" "InstallDir"
BrandingText "Rollcall ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Rollcall"
VIAddVersionKey "FileDescription" "Rollcall setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "The Rollcall authors"

!define MUI_ICON "${ROOT}/assets/icon/rollcall.ico"
!define MUI_UNICON "${ROOT}/assets/icon/rollcall.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\rollcall.exe"

!insertmacro MUI_PAGE_LICENSE "${ROOT}/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "Rollcall"
  SetOutPath "$INSTDIR"
  File "/oname=rollcall.exe" "${BINARY}"
  File "/oname=LICENSE.txt" "${ROOT}/LICENSE"
  File "${ROOT}/assets/icon/rollcall.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Rollcall.lnk" "$INSTDIR\rollcall.exe" "" "$INSTDIR\rollcall.ico"

  WriteRegStr HKCU "Software\Rollcall" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.rollcall" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\.rollcall\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "Rollcall workspace"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\rollcall.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\rollcall.exe" "%1"'

  WriteRegStr HKCU "${APP_KEY}" "DisplayName" "Rollcall"
  WriteRegStr HKCU "${APP_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${APP_KEY}" "DisplayIcon" "$INSTDIR\rollcall.ico"
  WriteRegStr HKCU "${APP_KEY}" "Publisher" "The Rollcall authors"
  WriteRegStr HKCU "${APP_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${APP_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${APP_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${APP_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${APP_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${APP_KEY}" "EstimatedSize" "$0"
  !insertmacro TellExplorer
SectionEnd

Section "Uninstall"
  ; Only what was put here: the folder may hold a workspace of the user's.
  Delete "$INSTDIR\rollcall.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\rollcall.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Rollcall.lnk"
  DeleteRegValue HKCU "Software\Classes\.rollcall\OpenWithProgids" "${TYPE}"
  ReadRegStr $0 HKCU "Software\Classes\.rollcall" ""
  StrCmp $0 "${TYPE}" 0 +2
    DeleteRegValue HKCU "Software\Classes\.rollcall" ""
  DeleteRegKey /ifempty HKCU "Software\Classes\.rollcall"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "${APP_KEY}"
  DeleteRegKey HKCU "Software\Rollcall"
  !insertmacro TellExplorer
SectionEnd
