// A real provider of accounts for tests: node oidc-provider.mjs PORT CLIENT SECRET BACK AFTER
// Everybody may sign in with any password; an account has the address that is typed as its name.
import Provider from 'oidc-provider';

const [port, client, secret, back, after] = process.argv.slice(2);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: client,
    client_secret: secret,
    redirect_uris: [back],
    post_logout_redirect_uris: [after],
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: true, name: id }),
  }),
  pkce: { required: () => true },
});

provider.listen(Number(port), '127.0.0.1');
