# For wanderscope.cmd in a checkout: checks Java, and builds a module if its sources changed, as launcher.sh does.
#   launcher.ps1 JAVA FOLDER
param([string] $java, [string] $module)
$ErrorActionPreference = 'Stop'
$home_ = Split-Path -Parent $PSScriptRoot
$target = Join-Path $home_ "$module\target"
$stamp = Join-Path $target 'built'

function Fail([string] $message) {
    [Console]::Error.WriteLine("wanderscope: $message")
    exit 1
}

function Assert-Java {
    $release = Join-Path (Split-Path -Parent (Split-Path -Parent $java)) 'release'
    $version = 0
    if (Test-Path $release) {
        $line = Select-String -Path $release -Pattern '^JAVA_VERSION="(?:1\.)?(\d+)'
        if ($line) { $version = [int] $line.Matches[0].Groups[1].Value }
    }
    if ($version -lt 17) {
        Fail "$java is Java $version (0: unknown); install a JDK 17 or later, or set JAVA_HOME to one"
    }
}

# Whether no source of the module or of its dependencies is newer than the last build.
function Test-Built {
    if (-not (Test-Path $stamp)) { return $false }
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $sources = @(Get-Item (Join-Path $home_ 'pom.xml')) + @(
        Get-ChildItem -Recurse -Path (Join-Path $home_ 'schemas'), (Join-Path $home_ 'src') |
            Where-Object { $_.FullName.Substring($home_.Length) -notmatch '\\target(\\|$)|\\src\\test(\\|$)' } |
            Where-Object { $_.FullName.Substring($home_.Length) -match '\\src\\main\\|\.avsc$|\\pom\.xml$' })
    return -not ($sources | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)
}

# One launcher builds at a time; Windows closes the file, and so gives up the lock, when a process ends however it ends.
function Lock-Builds {
    New-Item -ItemType Directory -Force (Join-Path $home_ 'target') | Out-Null
    $file = Join-Path $home_ 'target\building.lock'
    $announced = $false
    while ($true) {
        try {
            return [IO.File]::Open($file, 'OpenOrCreate', 'ReadWrite', 'None')
        } catch [IO.IOException] {
            if (-not $announced) {
                [Console]::Error.WriteLine("wanderscope: waiting for another build in $home_")
                $announced = $true
            }
            Start-Sleep -Seconds 1
        }
    }
}

function Invoke-Maven {
    $env:JAVA_HOME = Split-Path -Parent (Split-Path -Parent $java)
    if (-not (Test-Path (Join-Path $env:JAVA_HOME 'bin\javac.exe'))) {
        Fail "$env:JAVA_HOME has no compiler, which is needed to build the program on first use; install a JDK 17 or later"
    }
    if (-not (Get-Command mvn -ErrorAction SilentlyContinue)) {
        Fail 'no Maven found, which is needed to build the program on first use; install Maven 3.8 or later'
    }
    [Console]::Error.WriteLine(
        "wanderscope: building $module (a few minutes, and the first time as long again for downloads)")
    Remove-Item -Recurse -Force -ErrorAction SilentlyContinue (Join-Path $target 'lib'), $stamp
    $started = Get-Date
    Push-Location $home_
    # Maven's own lines show how far it is.
    & mvn -B -ntp -pl $module -am package '-Dmaven.test.skip.exec=true' '-Dspotless.check.skip=true' | Out-Host
    $code = $LASTEXITCODE
    Pop-Location
    if ($code -ne 0) { Fail 'the build failed; see the output of Maven above' }
    New-Item -ItemType File -Force $stamp | Out-Null
    (Get-Item $stamp).LastWriteTime = $started
}

Assert-Java
if (-not (Test-Built)) {
    $lock = Lock-Builds
    try {
        # The launcher that this one waited for may have built it.
        if (-not (Test-Built)) { Invoke-Maven }
    } finally {
        $lock.Close()
    }
}
