using Omnichannel.Contracts;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>Settings that are numbers of ours at a provider: E.164, a short code, or the name of a sender.</summary>
public static class PhoneSetting
{
    /// <summary>What is wrong with them: a number that is written as people write it would be refused with every message.</summary>
    public static IEnumerable<InvalidSetting> Check(string name, params IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            if (PhoneNumber.Canonical(value) is var canonical && canonical != value.Trim())
                yield return new(name, $"'{value}' is a number in another form; write it as {canonical}");
            else if (value.StartsWith('+') && !PhoneNumber.IsE164(value))
                yield return new(name, $"'{value}' is no telephone number; write it as +441512345678");
        }
    }
}
