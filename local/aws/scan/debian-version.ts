type Version = Readonly<{ epoch: number; upstream: string; revision: string }>

/** Compares two Debian package versions as dpkg does: negative when `a` is older, 0 when they are equal. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a)
  const right = parse(b)
  return (
    left.epoch - right.epoch ||
    comparePart(left.upstream, right.upstream) ||
    comparePart(left.revision, right.revision)
  )
}

function parse(version: string): Version {
  const [, epoch = '0', rest = ''] = /^(?:(\d+):)?(.*)$/s.exec(version.trim()) ?? []
  const dash = rest.lastIndexOf('-')
  return dash < 0
    ? { epoch: Number(epoch), upstream: rest, revision: '' }
    : { epoch: Number(epoch), upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) }
}

// Runs of non-digits and runs of digits take turns, each pair compared before the next is looked at.
function comparePart(a: string, b: string): number {
  let [left, right] = [a, b]
  while (left !== '' || right !== '') {
    const [leftText = ''] = /^\D*/.exec(left) ?? []
    const [rightText = ''] = /^\D*/.exec(right) ?? []
    const byText = compareText(leftText, rightText)
    if (byText !== 0) return byText
    left = left.slice(leftText.length)
    right = right.slice(rightText.length)
    const [leftDigits = ''] = /^\d*/.exec(left) ?? []
    const [rightDigits = ''] = /^\d*/.exec(right) ?? []
    const byNumber = BigInt(leftDigits || '0') - BigInt(rightDigits || '0')
    if (byNumber !== 0n) return byNumber < 0n ? -1 : 1
    left = left.slice(leftDigits.length)
    right = right.slice(rightDigits.length)
  }
  return 0
}

function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = weight(a[i]) - weight(b[i])
    if (difference !== 0) return difference
  }
  return 0
}

// `~` sorts before the end of the text, that before letters, and letters before everything else.
function weight(character: string | undefined): number {
  if (character === undefined) return 0
  if (character === '~') return -1
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256
}
