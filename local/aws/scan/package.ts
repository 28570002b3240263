export type InstalledPackage = Readonly<{
  name: string // the binary package
  version: string
  architecture: string | undefined
  source: string
  sourceVersion: string
}>
