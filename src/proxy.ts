import { ActionError } from './errors.ts'

type Environment = Readonly<Record<string, string | undefined>>

const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']
const exceptions = ['NO_PROXY', 'no_proxy']

/**
 * The job's proxy variables in the form that all readers of them take alike. Node.js, GitHub's toolkit and docker each
 * have rules of their own: Node.js wants a scheme and takes a bare domain for one host, the toolkit does not know `*.`.
 * @returns the variables that have to change
 * @throws ActionError PROXY_INVALID, which never shows the value: it may hold a password
 */
export function normalisedProxies(env: Environment): Readonly<Record<string, string>> {
  const changed: Record<string, string> = {}
  for (const name of proxies) {
    const value = env[name]?.trim()
    if (value) changed[name] = addressOf(name, value)
  }
  for (const name of exceptions) {
    const value = env[name]
    if (value) changed[name] = hostsOf(value)
  }
  return Object.fromEntries(Object.entries(changed).filter(([name, value]) => env[name] !== value))
}

/** The passwords in the proxy variables, as they stand there and as they are meant. */
export function proxyPasswords(env: Environment): readonly string[] {
  return proxies.flatMap((name) => {
    const address = env[name] ?? ''
    const password = URL.canParse(address) ? new URL(address).password : ''
    return password ? [...new Set([password, decodeURIComponent(password)])] : []
  })
}

/** Node.js 24 honours proxies from its version 24.5 on; below, AWS calls would go past them without a word. */
export function isProxyIgnored(env: Environment, nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number)
  const isOld = major < 24 || (major === 24 && minor < 5)
  return isOld && proxies.some((name) => Boolean(env[name]))
}

function addressOf(name: string, value: string): string {
  const address = value.includes('://') ? value : `http://${value}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (!url || !isHttp || url.hostname === '' || url.pathname.length > 1 || url.hash || url.search)
    throw invalid(name)
  try {
    decodeURIComponent(url.username + url.password)
  } catch (cause) {
    throw invalid(name, cause)
  }
  return address
}

/** A bare domain stands for itself and its subdomains, with and without the leading dot or star. */
function hostsOf(value: string): string {
  const entries = value.split(/[\s,]+/).filter((entry) => entry !== '')
  const forms = entries.flatMap((entry) => {
    if (entry.startsWith('*.')) return [entry, entry.slice(1), entry.slice(2)]
    if (/^\.[a-z]/i.test(entry)) return [entry, entry.slice(1)]
    const isDomain = /^[a-z][\w-]*(\.[\w-]+)+$/i.test(entry)
    return isDomain ? [entry, `.${entry}`] : [entry]
  })
  return [...new Set(forms)].join(',')
}

function invalid(name: string, cause?: unknown): ActionError {
  return new ActionError(
    {
      code: 'PROXY_INVALID',
      sentence: `The variable ${name} is not the address of a proxy.`,
      hint: 'Give http://host:port; a user and a password in it must be percent-encoded, so that # is %23, / is %2F and % is %25.',
    },
    { cause },
  )
}
