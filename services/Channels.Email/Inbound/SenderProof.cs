namespace Omnichannel.Channels.Email;

/// <summary>
/// Is the address in From the sender's? Believed is only what our own mail server has found out (RFC 8601): a field with its name that stands
/// above the Received that it wrote itself; whatever came with the mail may say anything.
/// </summary>
internal static class SenderProof
{
    /// <param name="authservId">The name our mail server signs its findings with; null = none does, so nothing is proven.</param>
    public static bool IsProven(MailHeaders headers, string? authservId)
    {
        if (string.IsNullOrEmpty(authservId) || headers.All("From").Count() != 1 || headers.Addresses("From").ToList() is not [var from])
            return false;
        return Trusted(headers, authservId).Any(results => Proves(results, from.Domain));
    }

    /// <summary>True when a domain that proved itself stands for another: itself, or one below it.</summary>
    public static bool Covers(string proven, string domain)
    {
        var name = proven[(proven.LastIndexOf('@') + 1)..].Trim().Trim('"', '<', '>').TrimEnd('.');
        return name.Contains('.', StringComparison.Ordinal)
            && (string.Equals(domain, name, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Trusted(MailHeaders headers, string authservId)
    {
        var fields = headers.All().ToList();
        var ownReceived = fields.FindIndex(field => IsNamed(field, "Received") && field.Value.Contains($"by {authservId}", StringComparison.OrdinalIgnoreCase));
        var end = ownReceived >= 0 ? ownReceived : fields.FindIndex(field => IsNamed(field, "Received"));
        return fields.Take(end >= 0 ? end : fields.Count).Where(field => IsNamed(field, "Authentication-Results")).Select(field => field.Value)
            .Where(value => string.Equals(WithoutComments(value).Split(';')[0].Trim().Split(' ')[0], authservId, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsNamed((string Name, string Value) field, string name) => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool Proves(string results, string fromDomain) => WithoutComments(results).Split(';').Skip(1).Any(result =>
    {
        var words = result.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault()?.ToLowerInvariant() switch
        {
            "dmarc=pass" => Property(words, "header.from") is not { } from || Covers(from, fromDomain),
            "dkim=pass" => (Property(words, "header.d") ?? Property(words, "header.i")) is { } signer && Covers(signer, fromDomain),
            "spf=pass" => Property(words, "smtp.mailfrom") is { } path && Covers(path, fromDomain),
            _ => false,
        };
    });

    private static string? Property(string[] words, string name) =>
        words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..];

    private static string WithoutComments(string text)
    {
        var depth = 0;
        return new string([.. text.Where(c =>
        {
            depth += c == '(' ? 1 : 0;
            var keep = depth == 0;
            depth -= c == ')' && depth > 0 ? 1 : 0;
            return keep;
        })]);
    }
}
