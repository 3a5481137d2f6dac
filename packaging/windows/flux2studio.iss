; Makes the setup program for Windows, by Inno Setup 6. build_windows.py calls it and says where
; everything is: Version, Numbers, Bundle, Icon, Out, Name. Tried under Wine, NOT RUN on Windows.
; It installs for the one who opens it, without asking an administrator, unless all users are
; chosen. Its removal leaves pictures, models, settings and the local engine: they lie elsewhere.

#define Id "io.github.flux2studio.flux2studio"
#define Program "flux2studio.exe"
#define Home "https://github.com/flux2studio/flux2studio"

[Setup]
AppId={#Id}
AppName=flux2studio
AppVersion={#Version}
AppPublisher=The flux2studio authors
AppPublisherURL={#Home}
AppSupportURL={#Home}/issues
VersionInfoVersion={#Numbers}
DefaultDirName={autopf}\flux2studio
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Of Qt 6.11: Windows 10, 1809
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#Program}
UninstallDisplayName=flux2studio
WizardStyle=modern
CloseApplications=yes
ChangesAssociations=yes
OutputDir={#Out}
OutputBaseFilename={#Name}

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.OpenWith=Offer flux2studio for pictures and LoRAs under “Open with”
de.OpenWith=flux2studio bei Bildern und LoRAs unter „Öffnen mit“ anbieten

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "openwith"; Description: "{cm:OpenWith}"

[InstallDelete]
; Libraries of an earlier version would be found before those of this one.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\flux2studio"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\flux2studio"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
; Offered among others, and never made the first choice for what another program opens.
Root: HKA; Subkey: "Software\Classes\{#Id}"; ValueType: string; ValueData: "flux2studio"; Tasks: openwith; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Id}\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Program},0"; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\{#Id}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\.png\OpenWithProgids"; ValueType: string; ValueName: "{#Id}"; Tasks: openwith; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.jpg\OpenWithProgids"; ValueType: string; ValueName: "{#Id}"; Tasks: openwith; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.webp\OpenWithProgids"; ValueType: string; ValueName: "{#Id}"; Tasks: openwith; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.safetensors\OpenWithProgids"; ValueType: string; ValueName: "{#Id}"; Tasks: openwith; Flags: uninsdeletevalue

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,flux2studio}"; Flags: nowait postinstall skipifsilent
