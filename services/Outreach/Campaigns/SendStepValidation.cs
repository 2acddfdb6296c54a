using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Outreach;

/// <summary>What is wrong with a step that writes: its channels, its text in each language, its placeholders, its templates.</summary>
internal static class SendStepValidation
{
    public const string Preferred = "preferred";
    private const int MostChoices = 9;

    public static IEnumerable<string> Of(CampaignDefinition campaign, string id, SendStep send)
    {
        if (send.Channels is not { Count: > 0 } channels)
        {
            yield return $"Step '{id}' needs channels.";
            yield break;
        }

        foreach (var channel in channels.Where(channel => channel != Preferred && !ChannelTraits.Of(channel).CanSend))
            yield return $"Step '{id}': nothing can be sent on '{channel}'; there are {Preferred}, {string.Join(", ", ChannelTraits.Sending)}.";
        if (channels.Distinct().Count() != channels.Count)
            yield return $"Step '{id}' names a channel twice.";
        var language = campaign.Language ?? "en";
        if (send.Text?.ContainsKey(language) != true)
        {
            yield return $"Step '{id}' has no text in {language}, the campaign's language.";
            yield break;
        }

        foreach (var texts in new[] { send.Text, send.Subject, send.Spoken }.OfType<IReadOnlyDictionary<string, string>>())
        {
            foreach (var mistake in TextErrors(id, language, send.Text.Keys, texts))
                yield return mistake;
        }

        foreach (var mistake in ChoiceErrors(id, language, send).Concat(LengthErrors(id, channels, send)))
            yield return mistake;
        var words = send.Text.Values.Concat(send.Subject?.Values ?? []).Concat(send.Spoken?.Values ?? [])
            .Concat((send.Templates ?? []).SelectMany(template => template.Parameters ?? []));
        foreach (var placeholder in words.SelectMany(Placeholders.In).Distinct().Where(placeholder => !IsKnown(campaign, placeholder)))
            yield return $"Step '{id}' uses {{{placeholder}}}, which nobody knows.";
        if (channels.Contains("whatsapp") && send.Templates?.Any(template => template.Language == language) != true)
            yield return $"Step '{id}' writes on whatsapp: outside 24 hours after the citizen's last word that takes a template in {language} only.";
        foreach (var template in (send.Templates ?? []).Where(template => string.IsNullOrWhiteSpace(template.Name) || string.IsNullOrWhiteSpace(template.Code)))
            yield return $"Step '{id}': a template has the provider's name and language code; {template.Language} has not.";
    }

    private static IEnumerable<string> TextErrors(string id, string language, IEnumerable<string> languages, IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (key, text) in texts)
        {
            if (string.IsNullOrWhiteSpace(text))
                yield return $"Step '{id}' says nothing in {key}.";
        }

        if (!texts.ContainsKey(language))
            yield return $"Step '{id}' has words in {string.Join(", ", texts.Keys)}, but not in {language}.";
        foreach (var other in languages.Where(other => !texts.ContainsKey(other)))
            yield return $"Step '{id}' has a text in {other}, but not everything that goes with it.";
    }

    private static IEnumerable<string> ChoiceErrors(string id, string language, SendStep send)
    {
        if (send.Choices is not { } choices)
            yield break;
        if (choices.Count > MostChoices)
            yield return $"Step '{id}' offers more than {MostChoices} choices: on the telephone there are no more keys.";
        if (choices.Select(choice => choice.Id).Distinct().Count() != choices.Count || choices.Any(choice => string.IsNullOrWhiteSpace(choice.Id)))
            yield return $"Step '{id}' offers choices without an id, or with the same.";
        foreach (var choice in choices.Where(choice => choice.Title?.ContainsKey(language) != true || choice.Title.Values.Any(title => title is not { Length: > 0 and <= 20 })))
            yield return $"Step '{id}': the choice '{choice.Id}' needs a title of at most 20 characters in {language} and every language that it has.";
    }

    /// <summary>What is filled in later makes a text longer; what is too long without it is too long for everybody.</summary>
    private static IEnumerable<string> LengthErrors(string id, IReadOnlyList<string> channels, SendStep send)
    {
        foreach (var traits in channels.Where(channel => channel != Preferred).Select(ChannelTraits.Of))
        {
            var texts = traits.IsSpoken ? send.Spoken ?? send.Text : send.Text;
            if (traits.MaxText is { } most && texts.Values.Any(text => text.Length > most))
                yield return $"Step '{id}': a message on {traits.Channel} has at most {most} characters.";
        }
    }

    private static bool IsKnown(CampaignDefinition campaign, string placeholder)
    {
        if (placeholder.StartsWith("answers.", StringComparison.Ordinal))
            return campaign.Steps.Any(step => step.Wait is not null && $"answers.{step.Id}" == placeholder);
        if (placeholder.StartsWith("fields.", StringComparison.Ordinal))
            return campaign.Trigger?.Fields?.Contains(placeholder["fields.".Length..]) == true;
        return Placeholders.IsKnown(placeholder);
    }
}
