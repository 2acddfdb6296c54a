using System.Xml.Linq;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Voice;

/// <summary>The rules that our documents are checked with, against documents that Twilio publishes: what they know must not be refused.</summary>
public sealed class TwimlShapesTests
{
    private static readonly string[] Ours = ["Say", "Play", "Pause", "Gather", "Record", "Enqueue", "Redirect", "Hangup", "Leave", "Reject"];

    [Fact]
    public void Published_documents_of_our_verbs_obey_the_same_rules()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example payloads are not beside this repository.");
        var checkedOnes = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Corpus, "voice_twilio", "twiml"), "*.xml"))
        {
            var root = XDocument.Load(file).Root!;
            // Actions may be relative in a document that was fetched; ours never are, and only that rule is stricter than Twilio's.
            var isOurs = root.Descendants().All(element => Ours.Contains(element.Name.LocalName))
                && root.Descendants().All(element => element.Name.LocalName is not ("Gather" or "Record") || element.Attribute("action") is not null);
            if (!isOurs)
                continue;
            foreach (var action in root.Descendants().Select(element => element.Attribute("action")).OfType<XAttribute>())
                action.Value = new Uri(new Uri("https://city.example"), action.Value).AbsoluteUri;
            TwimlRules.Check("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + root.ToString(SaveOptions.DisableFormatting));
            checkedOnes++;
        }

        Assert.True(checkedOnes > 0);
    }
}
