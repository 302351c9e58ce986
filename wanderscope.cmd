@echo off
rem Wanderscope's command line on Windows; builds on first use. Try: wanderscope --help
rem A distribution has lib\ and runtime\ beside this file and is never built; see docs\installation.md.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
set "home=%home:~0,-1%"
set "java=%home%\runtime\bin\java.exe"
if exist "%java%" goto found
set java=java.exe
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto found
for %%j in (java.exe) do set "java=%%~$PATH:j"
if defined JAVA_HOME set java=
if not defined java (
  echo wanderscope: no Java found; install a JDK 17 or later, or set JAVA_HOME to one 1>&2
  exit /b 1
)
:found
set "classes=%home%\lib\*"
if exist "%home%\lib\" goto start
set "classes=%home%\src\app\target\classes;%home%\src\app\target\lib\*"
powershell -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%home%\src\launcher.ps1" "%java%" src/app
if errorlevel 1 exit /b 1
:start
rem The same options as in the launcher for Bash, where they are explained.
set tier=1
if "%~1"=="run" set tier=4
if "%~1"=="dashboard" set tier=4
if "%~1"=="demo" set tier=4
if "%~1"=="bench" set tier=4
set heap=-Xmx512m
if "%~1"=="classify" set heap=-XX:MaxRAMPercentage=50
rem The program prints UTF-8; afterwards the window gets its code page back.
for /f "tokens=2 delims=:." %%c in ('chcp') do set codepage=%%c
chcp 65001 >nul
"%java%" %heap% -XX:+UseSerialGC -XX:TieredStopAtLevel=%tier% -Djava.awt.headless=true -Dwanderscope.terminal=false "-Dwanderscope.home=%home%" -cp "%classes%" io.wanderscope.app.command.Wanderscope %*
set code=%ERRORLEVEL%
if defined codepage chcp %codepage% >nul
exit /b %code%
