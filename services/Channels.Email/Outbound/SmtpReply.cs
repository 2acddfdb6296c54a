namespace Omnichannel.Channels.Email;

/// <summary>What a server answers: a code, and lines of text without it.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private string? First => Lines.Count > 0 ? Lines[0] : null;

    public bool IsPositive => Code is >= 200 and < 400;

    public bool IsTemporary => Code is >= 400 and < 500;

    /// <summary>The enhanced status code, else the reply code.</summary>
    public string Status => MailStatus.In(First) ?? Code.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A stable reason of ours; never the server's text, which may quote addresses.</summary>
    public string Reason => MailStatus.ReasonOf(MailStatus.In(First), Code);
}
