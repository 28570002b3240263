/** What GitHub knows of a repository. */
export type RepositoryFacts = Readonly<{
  defaultBranch: string
  description: string | undefined
  /** The identifier of its licence, such as MIT; `NOASSERTION` where GitHub found a licence that it does not know. */
  license: string | undefined
  private: boolean
}>

/** When a commit was made: times as in ISO 8601, in any zone. The author's is the committer's without one. */
export type CommitTimes = Readonly<{ committedAt: string; authoredAt?: string }>

export const someRepository: RepositoryFacts = {
  defaultBranch: 'main',
  description: 'Shoes, and what goes with them',
  license: 'MIT',
  private: true,
}

/** The time of the commit in the payload of a push, and an earlier one of its author. */
export const someTimes: CommitTimes = {
  committedAt: '2026-11-20T10:11:12+01:00',
  authoredAt: '2026-11-20T08:00:00Z',
}

export function repositoryAnswer(name: string, facts: RepositoryFacts): Readonly<Record<string, unknown>> {
  const { defaultBranch, description = null, license } = facts
  const [owner, shortName] = name.split('/')
  return {
    id: 74012345,
    name: shortName,
    full_name: name,
    owner: { login: owner, id: 9919 },
    private: facts.private,
    visibility: facts.private ? 'private' : 'public',
    html_url: `https://github.com/${name}`,
    description,
    default_branch: defaultBranch,
    license: license === undefined ? null : { key: license.toLowerCase(), name: license, spdx_id: license },
  }
}

export function commitAnswer(
  name: string,
  sha: string,
  times: CommitTimes,
): Readonly<Record<string, unknown>> {
  const { committedAt, authoredAt = committedAt } = times
  const person = { name: 'Mona Lisa', email: 'mona@invalid' }
  return {
    sha,
    html_url: `https://github.com/${name}/commit/${sha}`,
    commit: {
      author: { ...person, date: utc(authoredAt) },
      committer: { ...person, date: utc(committedAt) },
      message: 'Sell more shoes',
    },
  }
}

// GitHub tells all times in UTC, to the second.
function utc(time: string): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
