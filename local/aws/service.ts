import type { AwsError } from './protocol/error.ts'
import type { Answer, Request } from './protocol/http.ts'

export type Call = Readonly<{ operation: string; parameters?: Readonly<Record<string, unknown>> }>

/** What the server knows of a service: the seam behind which protocols and operations differ. */
export type Service = Readonly<{
  name: string
  accepts: (request: Request) => boolean
  describe: (request: Request) => Call
  answer: (request: Request, seen: (principal: string) => void) => Promise<Answer>
  refuse: (error: AwsError, request: Request) => Answer
}>
