// `npm install` puts the pre-commit hook in place: where there is a repository, its tools are installed, and nobody watches a CI.
import { existsSync } from 'node:fs';

if (existsSync('.git') && !process.env.CI) {
  try {
    const { default: install } = await import('husky');
    process.stdout.write(install());
  } catch {
    // installed without development tools
  }
}
