using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Feeds;

/// <summary><c>omnichannel replay</c>: the log to a file, to standard output or into a RabbitMQ exchange; or what something looked like once.</summary>
internal sealed class ReplayVerb
{
    private readonly Option<LogBound?> _from = Place("--from", "Begin at this position or time (RFC 3339); else at the beginning");
    private readonly Option<LogBound?> _to = Place("--to", "End with this position, or before this time; else at the current head");
    private readonly Option<string?> _types = new("--types") { Description = "Only these event types, with commas; conversation.* for all that begin so" };
    private readonly Option<string?> _streams = new("--streams") { Description = "Only these streams or categories, with commas" };
    private readonly Option<string?> _out = new("--out") { Description = "FILE.ndjson, FILE.csv, or - for NDJSON on standard output; a file that is there goes on where it ends" };
    private readonly Option<string[]> _into = new("--into")
    {
        Description = $"An amqp:// address and the exchange (else {CloudEventChannel.DefaultExchange}); a stopped replay goes on where it was",
        Arity = new ArgumentArity(1, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _rate = new("--rate") { Description = "With --into: at most so many events a second" };
    private readonly Option<bool> _again = new("--again") { Description = "With --into: from the beginning, whatever was sent before" };
    private readonly Option<bool> _follow = new("--follow") { Description = "Stay, and go on with what is written from now on" };
    private readonly Option<bool> _personal = new("--personal") { Description = "With personal fields" };
    private readonly Option<bool> _whole = new("--whole") { Description = "Also access keys and the installation's secrets, and all personal fields: to move the log elsewhere. Keep it as you keep the log" };
    private readonly Option<LogBound?> _asOf = Place("--as-of", "Instead of events: what --citizen's timeline looked like at this position or time, from the log alone");
    private readonly Option<Guid?> _citizen = new("--citizen") { Description = "With --as-of: whose" };

    public Command Make(IOfflineCommand offline)
    {
        var command = new Command("replay", "Read the log out again") { _from, _to, _types, _streams, _out, _into, _rate, _again, _follow, _personal, _whole, _asOf, _citizen };
        command.Validators.Add(Validate);
        command.SetAction((parsed, ct) => offline.RunAsync(
            (services, progress, output) => parsed.GetValue(_asOf) is { } moment
                ? LookBackAsync(parsed, moment, services, ct)
                : RunAsync(parsed, services, progress, output, ct),
            quiet: parsed.GetValue(_out) == "-" || parsed.GetValue(_asOf) is not null));
        return command;
    }

    private void Validate(CommandResult parsed)
    {
        var ways = (parsed.GetValue(_out) is not null ? 1 : 0) + (parsed.GetValue(_into) is { Length: > 0 } ? 1 : 0) + (parsed.GetValue(_asOf) is not null ? 1 : 0);
        if (ways != 1)
            parsed.AddError("Say one of --out, --into and --as-of.");
        if (parsed.GetValue(_asOf) is not null && parsed.GetValue(_citizen) is null)
            parsed.AddError("--as-of needs --citizen.");
        if (Split(parsed.GetValue(_types)).Any(type => !FeedRange.IsType(type)))
            parsed.AddError("In --types a star stands at the end.");
        if (parsed.GetValue(_rate) is < 1)
            parsed.AddError("--rate is at least 1.");
        if (parsed.GetValue(_into) is [var address, ..] && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps"))
            parsed.AddError("--into begins with an address amqp://… or amqps://….");
    }

    private async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, Progress progress, TextWriter output, CancellationToken ct)
    {
        var (types, streams, isWhole) = (Split(parsed.GetValue(_types)), Split(parsed.GetValue(_streams)), parsed.GetValue(_whole));
        var filter = FeedRange.FilterOf(types, streams);
        var order = new ReplayRequest(
            parsed.GetValue(_from), parsed.GetValue(_to), isWhole ? filter with { ExceptCategories = [] } : filter, parsed.GetValue(_follow),
            isWhole || parsed.GetValue(_personal));
        await using var target = await TargetAsync(parsed, order, services, ct);
        var reached = await services.GetRequiredService<Replay>().RunAsync(order, target, progress, ct);
        await output.WriteLineAsync($"Up to position {reached}.");
        return 0;
    }

    private async Task<IReplayTarget> TargetAsync(ParseResult parsed, ReplayRequest order, IServiceProvider services, CancellationToken ct)
    {
        if (parsed.GetValue(_into) is [var address, .. var rest])
        {
            var exchange = rest.FirstOrDefault() ?? CloudEventChannel.DefaultExchange;
            var mark = ReplayCheckpoint.Of(services.GetRequiredService<EventSourcingOptions>().Folder, new Uri(address), exchange, order);
            if (parsed.GetValue(_again))
                File.Delete(mark);
            try
            {
                var channel = await CloudEventChannel.OpenAsync(new Uri(address), exchange, order.ShowPersonal, "omnichannel replay", ct);
                return new ExchangeTarget(channel, mark, parsed.GetValue(_rate), services.GetRequiredService<TimeProvider>());
            }
            catch (RabbitMQ.Client.Exceptions.RabbitMQClientException exception)
            {
                throw new IOException($"The broker does not take it: {exception.Message}", exception);
            }
        }

        var path = parsed.GetRequiredValue(_out)!;
        IReplayFormat format = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? new CsvFormat(Split(parsed.GetValue(_types)), order.ShowPersonal)
            : new NdjsonFormat(order.ShowPersonal);
        return path == "-" ? new OutputTarget(Console.OpenStandardOutput(), format) : new FileTarget(path, format);
    }

    private async Task<int> LookBackAsync(ParseResult parsed, LogBound bound, IServiceProvider services, CancellationToken ct)
    {
        await using var output = Console.OpenStandardOutput();
        var until = await bound.UpToAsync(services.GetRequiredService<LogTimes>(), ct);
        await services.GetRequiredService<IAsOfView>().WriteAsync(parsed.GetValue(_citizen)!.Value, until, output, ct);
        return 0;
    }

    private static Option<LogBound?> Place(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (LogBound.TryParse(result.Tokens[0].Value, out var bound))
                return bound;
            result.AddError($"'{result.Tokens[0].Value}' is neither a position nor a time.");
            return null;
        },
    };

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
