import { type Command, isToken, parseCommand } from './commands.ts'
import type { Masker } from './masker.ts'
import type { Annotation } from './records.ts'
import type { StepLog } from './step-log.ts'

/** What workflow commands may change beside the log. */
export type Effects = Readonly<{
  masker: Masker
  log: StepLog
  setOutput(name: string, value: string): void
  setState(name: string, value: string): void
}>

const documentation =
  'https://docs.github.com/actions/learn-github-actions/workflow-commands-for-github-actions'

/** Takes the lines of a step's process, stdout and stderr alike, obeys commands and shows the rest. */
export function createCommandReader(effects: Effects): (line: string) => void {
  const { log } = effects
  let stopToken: string | undefined
  let echo = false

  function stopped(command: Command, line: string): void {
    log.output(line)
    if (isToken(command.name, stopToken)) stopToken = undefined
  }

  function stop(command: Command, line: string): void {
    if (!usableToken(command.data)) {
      const message = `You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.`
      log.fail(`${message} For more information see: ${documentation}`)
      return
    }
    log.output(line)
    stopToken = command.data
  }

  return (line) => {
    const command = parseCommand(line, stopToken)
    if (command === undefined) return log.output(line)
    if (stopToken !== undefined) return stopped(command, line)
    const name = command.name.toLowerCase()
    if (name === 'stop-commands') return stop(command, line)
    if (echo && !quiet.has(name)) log.output(line)
    if (name === 'echo') echo = readSwitch(command.data, effects) ?? echo
    // Problem matchers (add-matcher, remove-matcher) are taken and change nothing here.
    else handlers.get(name)?.({ ...command, name }, effects, echo)
  }
}

/** Commands that `::echo::on` does not show, because what they do shows them already. */
const quiet = new Set(['add-mask', 'debug', 'error', 'notice', 'warning'])

function usableToken(token: string): boolean {
  return token !== '' && token !== 'pause-logging' && parseCommand(`::${token}::`) === undefined
}

function readSwitch(data: string, { log }: Effects): boolean | undefined {
  const value = data.trim().toLowerCase()
  if (value === 'on' || value === 'off') return value === 'on'
  log.fail(`Unable to process command '::echo::${data}' successfully.`)
  log.fail(`Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`)
  return undefined
}

type Handler = (command: Command, effects: Effects, echo: boolean) => void

const annotate =
  (level: Annotation['level']): Handler =>
  ({ data, properties }, { log }) =>
    log.annotate(level, data, properties)

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['add-mask', addMask],
  ['add-path', disabled],
  ['debug', ({ data }, { log }) => log.debug(data)],
  ['endgroup', (_, { log }) => log.output('##[endgroup]')],
  ['error', annotate('error')],
  ['group', ({ data }, { log }) => log.output(`##[group]${data}`)],
  ['notice', annotate('notice')],
  ['save-state', (command, effects) => deprecated(command, effects, effects.setState)],
  ['set-env', disabled],
  ['set-output', (command, effects) => deprecated(command, effects, effects.setOutput)],
  ['warning', annotate('warning')],
])

function addMask({ data }: Command, { log, masker }: Effects, echo: boolean): void {
  if (data.trim() === '') {
    log.annotate('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
    return
  }
  if (echo) log.output('::add-mask::***')
  masker.add(data)
}

function deprecated(command: Command, { log }: Effects, set: (name: string, value: string) => void): void {
  const name = command.properties.get('name')
  if (name === undefined) {
    log.fail(`Unable to process command '::${command.name}::${command.data}' successfully.`)
    log.fail(`Required field 'name' is missing in ##[${command.name}] command.`)
    return
  }
  const post = '2022-10-11-github-actions-deprecating-save-state-and-set-output-commands'
  log.annotate(
    'warning',
    `The \`${command.name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files. For more information see: https://github.blog/changelog/${post}/`,
  )
  set(name, command.data)
}

function disabled(command: Command, { log }: Effects): void {
  const post = '2020-10-01-github-actions-deprecating-set-env-and-add-path-commands'
  log.fail(`Unable to process command '::${command.name}::' successfully.`)
  log.fail(
    `The \`${command.name}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` environment variable to \`true\`. For more information see: https://github.blog/changelog/${post}/`,
  )
}
