namespace Omnichannel.Settings;

/// <summary>Settings that are addresses of the web.</summary>
public static class AddressSetting
{
    /// <summary>What is wrong with it; nothing when it is an address, or not set.</summary>
    public static IEnumerable<InvalidSetting> Check(string name, string value)
    {
        if (value.Length > 0 && !(Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new(name, $"'{value}' is no address; write it as https://city.example");
    }
}
