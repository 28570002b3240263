import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { ActionError } from '../errors.ts'
import { type AwsSettings, type CredentialSource, configuration } from '../lib/aws.ts'
import { errorMessage } from '../lib/error-text.ts'
import { errorName } from '../lib/explain.ts'
import { within } from '../lib/poll.ts'

const limitMs = 20_000

/**
 * The SDK's own chain: keys in variables, a profile, a web identity file, container and instance roles. It asks metadata
 * services and runs helper programs, some of them without any time limit; its inner clients get our limits and proxy.
 * Its keys are handed on as expired, so that every client asks here again and sees those that were renewed.
 */
export function environment(settings: Omit<AwsSettings, 'credentials'>): CredentialSource {
  const parentClientConfig = configuration(settings)
  // Without the region: that of single sign-on is the profile's own, and all others take the parent's.
  const { region: _, ...clientConfig } = parentClientConfig
  const chain = defaultProvider({ clientConfig, parentClientConfig })
  const ask = async (forceRefresh: boolean) => {
    try {
      return await within(chain({ forceRefresh }), limitMs, settings.signal)
    } catch (error) {
      settings.signal.throwIfAborted()
      const named = sources.filter((name) => Boolean(process.env[name]))
      throw isExhausted(error) && named.length === 0 ? missing(error) : unreadable(error, named)
    }
  }
  return {
    provide: async () => ({ ...(await ask(false)), expiration: new Date(0) }),
    renew: async () => void (await ask(true)),
  }
}

/** The SDK goes on to the next source where one of these fails, and says in the end that there was none. */
const sources = [
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
] as const

/** Whether the chain came to its end; anything else is a source that is there and failed. */
function isExhausted(error: unknown): boolean {
  return errorName(error) === 'CredentialsProviderError' && /from any providers/.test(errorMessage(error))
}

function missing(cause: unknown): ActionError {
  return new ActionError(
    {
      code: 'CREDENTIALS_MISSING',
      sentence:
        'No AWS credentials were found in the environment, a profile, or a container or instance role.',
      hint: 'Give role-to-assume and `permissions: id-token: write`, or set the AWS_* variables of the step.',
    },
    { cause },
  )
}

function unreadable(cause: unknown, named: readonly string[]): ActionError {
  const where = named.length > 0 ? ` that ${named.join(' and ')} names` : ''
  return new ActionError(
    {
      code: 'CREDENTIALS_UNREADABLE',
      sentence: `The AWS credentials of the environment${where} could not be read: ${nameOf(cause)}${errorMessage(cause)}`,
      hint: 'What names them failed: look at AWS_PROFILE and its file, AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, or the role of the container or instance.',
    },
    { cause },
  )
}

/** The service's or the SDK's name of an error; that of a plain one says nothing. */
function nameOf(error: unknown): string {
  const name = errorName(error)
  return name === '' || name === 'Error' ? '' : `${name}: `
}
