using System.Diagnostics.Metrics;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.Sms;

/// <summary>What text messages cost is counted in parts.</summary>
internal static class SmsMetrics
{
    private static readonly Meter Meter = new("Omnichannel.Channels");
    private static readonly Counter<long> Parts = Meter.CreateCounter<long>("omnichannel.sms.parts", "{part}", "Parts of text messages handed to providers");

    public static void Count(string provider, string text)
    {
        var size = SmsText.SizeOf(text);
        Parts.Add(size.Parts, new("provider", provider), new("encoding", size.IsUnicode ? "ucs-2" : "gsm-7"));
    }
}
