# Sourced by the launchers: sets JAVA_HOME to a JDK 25 or newer, or says what is missing and ends the launcher.
jdk_release() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true; }
jdk_usable() { [ -x "$1/bin/javac" ] && [ "$(jdk_release "$1")" -ge 25 ] 2>/dev/null; }

if ! jdk_usable "${JAVA_HOME:-/nonexistent}"; then
  JAVA_HOME=
  javac=$(readlink -f "$(command -v javac)" 2>/dev/null || true)
  for candidate in "${javac%/bin/javac}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/jdk* /opt/java/* /usr/java/* \
      /usr/local/jdk* /usr/local/openjdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if jdk_usable "$candidate"; then JAVA_HOME=$candidate; break; fi
  done
fi
if [ -z "$JAVA_HOME" ]; then
  echo "$0: no JDK 25 found in JAVA_HOME, on PATH or in the usual places. Install one (for example the package" \
    "temurin-25-jdk or openjdk-25-jdk-headless), or set JAVA_HOME to it." >&2
  exit 69
fi
export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
