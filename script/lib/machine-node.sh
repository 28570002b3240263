# Sourced by the scripts that npm may start. npm puts node_modules/.bin first on PATH, and the node that the end-to-end
# tests take from a package would there hide the machine's own.
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v '/node_modules/.bin$' | paste -sd ':' -)
