import { installedPackages as ofApk } from './apk.ts'
import { compareVersions as compareApk } from './apk-version.ts'
import { compareVersions as compareDebian } from './debian-version.ts'
import { installedPackages as ofDpkg } from './dpkg.ts'
import type { Files } from './layers.ts'
import type { OperatingSystem } from './os-release.ts'
import type { InstalledPackage } from './package.ts'

/** How a release of a distribution names itself, keeps its packages and counts their versions. */
export type Distribution = Readonly<{
  name: string // as advisories have it
  compareVersions: (a: string, b: string) => number
  packages: (files: Files) => readonly InstalledPackage[]
}>

const DPKG = /^var\/lib\/dpkg\//
const APK = /^(?:usr\/)?lib\/apk\/db\/installed$/

// Alpine's VERSION_ID has the patch level; advisories are for all of a release.
export function distributionOf({ id, version }: OperatingSystem): Distribution {
  return id === 'alpine'
    ? {
        name: `alpine:${/^\d+\.\d+/.exec(version)?.[0] ?? version}`,
        compareVersions: compareApk,
        packages: read(APK, ofApk),
      }
    : { name: `${id}:${version}`, compareVersions: compareDebian, packages: read(DPKG, ofDpkg) }
}

function read(database: RegExp, parse: (text: string) => readonly InstalledPackage[]) {
  return (files: Files) =>
    [...files].filter(([path]) => database.test(path)).flatMap(([, text]) => parse(text))
}
