using System.CommandLine;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sealing;
using Omnichannel.Hosting;

namespace Omnichannel.Server;

/// <summary><c>omnichannel keys add|list|revoke|rotate-epoch</c>.</summary>
internal static class KeysVerb
{
    public static Command Make(IOfflineCommand offline) =>
        new("keys", "Access keys of callers, and the epoch key of personal data") { Add(offline), List(offline), Revoke(offline), RotateEpoch(offline) };

    private static Command Add(IOfflineCommand offline)
    {
        var name = new Argument<string>("name") { Description = "Who will hold it; stands as author on what is done with it" };
        var scopes = new Option<string[]>("--scope") { Description = $"One or more of {string.Join(", ", Scopes.All)}", Required = true, AllowMultipleArgumentsPerToken = true };
        scopes.AcceptOnlyFromAmong([.. Scopes.All]);
        var command = new Command("add", "Make a key and show it, once") { name, scopes };
        command.SetAction((parsed, ct) => offline.RunAsync(
            async (services, _, output) =>
            {
                var key = AdminKey.NewKey();
                var added = new AccessEvent.KeyAdded(
                    Guid.CreateVersion7(), parsed.GetRequiredValue(name), parsed.GetRequiredValue(scopes), LoggedAccessKeys.HashOf(key), TimeProvider.System.GetUtcNow());
                await AppendAsync(services, added.KeyId, added, added.At, ct);
                await output.WriteLineAsync(key);
                return 0;
            }));
        return command;
    }

    private static Command List(IOfflineCommand offline)
    {
        var command = new Command("list", "The keys that are valid");
        command.SetAction((_, ct) => offline.RunAsync(
            async (services, _, output) =>
            {
                foreach (var key in await ReadAsync(services, ct))
                    await output.WriteLineAsync($"{key.KeyId}  {key.At:yyyy-MM-dd}  {string.Join(',', key.Scopes),-30}  {key.Name}");
                return 0;
            }));
        return command;
    }

    private static Command Revoke(IOfflineCommand offline)
    {
        var id = new Argument<Guid>("id") { Description = "As 'keys list' shows it" };
        var command = new Command("revoke", "End a key") { id };
        command.SetAction((parsed, ct) => offline.RunAsync(
            async (services, _, output) =>
            {
                var keyId = parsed.GetValue(id);
                if ((await ReadAsync(services, ct)).All(key => key.KeyId != keyId))
                {
                    await output.WriteLineAsync("There is no valid key of this id.");
                    return 1;
                }

                var revoked = new AccessEvent.KeyRevoked(keyId, TimeProvider.System.GetUtcNow());
                await AppendAsync(services, DerivedId.From("revoke", keyId.ToString()), revoked, revoked.At, ct);
                return 0;
            }));
        return command;
    }

    private static Command RotateEpoch(IOfflineCommand offline)
    {
        var command = new Command("rotate-epoch", "Rewrap all personal keys, so that earlier copies of them are useless; safe while the program serves");
        command.SetAction((_, ct) => offline.RunAsync(
            async (services, _, output) =>
            {
                var count = await services.GetRequiredService<PersonalKeys>().RotateAsync(ct);
                await output.WriteLineAsync(count is null
                    ? "The newest epoch key is in use. Make one ('openssl rand -base64 32'), put it before the one in OMNICHANNEL_EPOCH_KEY with a comma, start every process with both, and come again."
                    : $"{count} keys were rewrapped. Where OMNICHANNEL_EPOCH_KEY holds the old epoch key, take it out now.");
                return count is null ? 1 : 0;
            }));
        return command;
    }

    private static async Task<List<AccessEvent.KeyAdded>> ReadAsync(IServiceProvider services, CancellationToken ct)
    {
        var keys = new List<AccessEvent.KeyAdded>();
        await foreach (var recorded in services.GetRequiredService<IEventStore>().ReadStreamAsync(LoggedAccessKeys.Stream, 0, ct))
        {
            if (EventCatalog.Deserialize(recorded) is AccessEvent.KeyAdded added)
                keys.Add(added);
            else if (EventCatalog.Deserialize(recorded) is AccessEvent.KeyRevoked revoked)
                keys.RemoveAll(key => key.KeyId == revoked.KeyId);
        }

        return keys;
    }

    private static async Task AppendAsync(IServiceProvider services, Guid id, AccessEvent e, DateTimeOffset at, CancellationToken ct)
    {
        var store = services.GetRequiredService<IEventStore>();
        var packed = new NewEvent(id, EventCatalog.NameOf(e), EventCatalog.Serialize(e), new EventContext(at, null, null, "operator", null));
        AppendResult result = default;
        do
        {
            result = await store.AppendAsync(new AppendRequest(LoggedAccessKeys.Stream, result.Version, [packed]), ct);
        }
        while (result.Outcome == AppendOutcome.Conflict);
    }
}
