type Json = Readonly<Record<string, unknown>>

export type Login = Readonly<{
  host: string
  /** base64 of user:password, as ECR gives it and as config.json keeps it. */
  token: string
}>

/**
 * The user's Docker configuration with our login put in. The empty credential helper makes the file's entry win
 * over a credential store or helper, broken ones included.
 * @param user the parsed config.json of the user; anything but an object counts as empty
 * @param pluginFolder the folder of the user's CLI plugins, which a private configuration would hide
 */
export function withLogin(user: unknown, login: Login | undefined, pluginFolder: string): Json {
  const base = object(user)
  const folders = Array.isArray(base.cliPluginsExtraDirs) ? base.cliPluginsExtraDirs : []
  const plugins = { ...base, cliPluginsExtraDirs: [...folders, pluginFolder] }
  if (login === undefined) return plugins
  return {
    ...plugins,
    auths: { ...object(base.auths), [login.host]: { auth: login.token } },
    credHelpers: { ...object(base.credHelpers), [login.host]: '' },
  }
}

/** DOCKER_AUTH_CONFIG beats the file: our host is taken out of it, everything else is left in. */
export function withoutHost(authConfig: string, host: string): string {
  try {
    const parsed = object(JSON.parse(authConfig))
    const others = Object.entries(object(parsed.auths)).filter(([name]) => name !== host)
    return JSON.stringify({ ...parsed, auths: Object.fromEntries(others) })
  } catch {
    return authConfig
  }
}

const hidden =
  /^(INPUT_|STATE_|ACTIONS_ID_TOKEN_|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CONTAINER_AUTHORIZATION_TOKEN)$)/

/** The environment for docker and buildx: everything of the job but what could leak credentials or inputs. */
export function dockerEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  config: Readonly<{
    folder: string
    /** Where the user's own configuration is. */
    userFolder: string
    buildxFolder: string
    host: string | undefined
  }>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !hidden.test(name))
  const child: Record<string, string> = Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']))
  const { DOCKER_AUTH_CONFIG: authConfig } = child
  if (authConfig !== undefined && config.host !== undefined) {
    child.DOCKER_AUTH_CONFIG = withoutHost(authConfig, config.host)
  }
  // The certificates of an engine behind TLS lie beside the configuration, where nothing else is said.
  const isTls = Boolean(child.DOCKER_TLS_VERIFY || child.DOCKER_TLS)
  if (isTls) child.DOCKER_CERT_PATH ||= config.userFolder
  // A builder that is current for the user must stay so, although the configuration is a private one.
  return { ...child, DOCKER_CONFIG: config.folder, BUILDX_CONFIG: config.buildxFolder }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}
