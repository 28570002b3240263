export type OperatingSystem = Readonly<{ id: string; version: string }>

export function parseOsRelease(text: string): OperatingSystem | undefined {
  const values = new Map(text.split('\n').map(assignment))
  const id = values.get('ID')
  return id ? { id, version: values.get('VERSION_ID') ?? '' } : undefined
}

function assignment(line: string): [string, string] {
  const [, name = '', value = ''] = /^\s*([A-Z_]+)=(.*)$/.exec(line) ?? []
  return [name, value.trim().replace(/^(["'])(.*)\1$/, '$2')]
}
