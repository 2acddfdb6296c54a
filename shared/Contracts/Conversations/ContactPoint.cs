namespace Omnichannel.Contracts;

/// <summary>
/// A citizen's address. SMS and voice share the phone number, so a citizen who texts and calls is one citizen.
/// </summary>
/// <param name="Kind"><c>phone</c> (E.164, a short code, or the name that a sender goes by), <c>email</c> (lower case), <c>webchat</c> (visitor id), <c>whatsapp</c> (the user
/// id that WhatsApp gives people besides, or instead of, their number), or a kind of a connector's own.</param>
/// <param name="Address">The address in its kind's canonical form.</param>
public sealed record ContactPoint(string Kind, string Address)
{
    public const string Phone = "phone";
    public const string Email = "email";
    public const string WebChat = "webchat";
    public const string WhatsApp = "whatsapp";

    /// <summary>A call whose number is withheld: an address of that one call, for it proves nobody's identity.</summary>
    public const string AnonymousCall = "anonymous-call";

    /// <summary>The kind of an address whose citizen was erased.</summary>
    public const string Erased = "erased";

    public static ContactPoint ErasedOne { get; } = new(Erased, "");

    /// <summary>Which kind of address a channel writes to; an unknown channel's addresses are a kind of their own.</summary>
    public static string KindOf(string channel) => channel switch
    {
        "sms" or "voice" or "whatsapp" => Phone,
        "email" => Email,
        "webchat" => WebChat,
        _ => channel,
    };

    /// <summary>A channel that writes to addresses of this kind; of telephone numbers it is text messages.</summary>
    public static string ChannelOf(string kind) => kind == Phone ? "sms" : kind;

    /// <summary>The canonical contact point behind an address as a channel gave it. A telephone number that is none is kept as a name.</summary>
    /// <param name="region">Where telephone numbers without a country code belong, such as <c>GB</c>; null = nowhere.</param>
    public static ContactPoint Of(string channel, string address, string? region = null)
    {
        var kind = KindOf(channel);
        return new ContactPoint(kind, kind switch
        {
            Phone when channel == WhatsApp => OfWhatsApp(PhoneNumber.Canonical(address)),
            Phone => PhoneNumber.Canonical(address, region),
            Email => address.Trim().ToLowerInvariant(),
            _ => address.Trim(),
        });
    }

    /// <summary>As <see cref="Of"/>, of what somebody typed; null for a telephone number that is none.</summary>
    public static ContactPoint? Read(string channel, string address, string? region) =>
        KindOf(channel) != Phone || (channel == WhatsApp && address.Trim().All(char.IsAsciiDigit)) ? Of(channel, address)
        : PhoneNumber.Read(address, region) is { } number ? new ContactPoint(Phone, number.Address) : null;

    /// <summary>Never the address: contact points must not reach a log.</summary>
    public override string ToString() => $"{Kind}:…";

    /// <summary>WhatsApp writes numbers as digits with their country's code, without a plus; there are no short codes.</summary>
    private static string OfWhatsApp(string number) =>
        number.Length > 0 && number[0] != '0' && number.All(char.IsAsciiDigit) ? PhoneNumber.Canonical($"+{number}") : number;
}
