type Style = 'bold' | 'blue' | 'cyan' | 'dim' | 'red' | 'yellow'

const codes: Readonly<Record<Style, string>> = {
  bold: '1',
  blue: '34',
  cyan: '36',
  dim: '2',
  red: '31',
  yellow: '33',
}

/** Prints a log as it reads on GitHub: groups with their lines indented, annotations by their colour. */
export function printer(write: (text: string) => void, colour: boolean): (line: string) => void {
  const paint = (style: Style, text: string) => (colour ? `\u001b[${codes[style]}m${text}\u001b[0m` : text)
  let indent = ''
  const print = (text: string) => write(`${indent}${text}\n`)
  const kinds: Readonly<Record<string, (text: string) => void>> = {
    group(text) {
      // Groups do not nest on GitHub: a second one ends the first.
      indent = ''
      print(paint('bold', `▶ ${text}`))
      indent = '  '
    },
    endgroup() {
      indent = ''
    },
    error: (text) => print(paint('red', `Error: ${text}`)),
    warning: (text) => print(paint('yellow', `Warning: ${text}`)),
    notice: (text) => print(paint('cyan', `Notice: ${text}`)),
    debug: (text) => print(paint('dim', text)),
    command: (text) => print(paint('blue', text)),
  }
  return (line) => {
    // `[command]` is what @actions/exec writes before it starts a program.
    const [, hashed, bare = '', text = ''] = /^(?:##\[(\w+)\]|\[(command)\])(.*)$/s.exec(line) ?? []
    const show = kinds[hashed ?? bare]
    if (show === undefined) print(line)
    else show(text)
  }
}
