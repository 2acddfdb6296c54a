using System.Globalization;
using System.Text;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Voice;

/// <summary>A request of Twilio about one call: what the form says, and what we wrote into the query of its address.</summary>
internal sealed class CallRequest
{
    private readonly FormBody _form;
    private readonly FormBody? _query;
    private readonly IReadOnlyList<string> _exchanges;

    private CallRequest(FormBody form, FormBody? query, IReadOnlyList<string> exchanges, string sid, string target) =>
        (_form, _query, _exchanges, Sid, Target) = (form, query, exchanges, sid, target);

    /// <summary>The call's id.</summary>
    public string Sid { get; }

    /// <summary>Path and query as sent.</summary>
    public string Target { get; }

    /// <summary>A field of the form. Where an answer had to wait, what its form said comes back in the query.</summary>
    public string? this[string name] => _form[name] is { Length: > 0 } value ? value : Query(name);

    public string? Query(string name) => _query?[name] is { Length: > 0 } value ? value : null;

    public bool IsOutbound => _form["Direction"]?.StartsWith("outbound-api", StringComparison.Ordinal) == true;

    /// <summary>Set when this is the leg of another call, to an agent's phone.</summary>
    public string? ParentSid => _form["ParentCallSid"] is { Length: > 0 } parent ? parent : null;

    public CallDirection Direction => IsOutbound ? CallDirection.Outbound : CallDirection.Inbound;

    /// <summary>The citizen's end; null when the request names neither side.</summary>
    public ContactPoint? Citizen => _form["From"] is null && _form["To"] is null && _form["Caller"] is null
        ? null
        : CallerAddress.Of(IsOutbound ? _form["To"] ?? _form["Called"] : _form["From"] ?? _form["Caller"], Sid, _exchanges);

    public string? Ours => IsOutbound ? _form["From"] ?? _form["Caller"] : _form["To"] ?? _form["Called"];

    /// <summary>Twilio wants a document for an answer; a mere report has no status of the call, or the last one.</summary>
    public bool IsOver => _form["CallStatus"] is "completed" or "busy" or "no-answer" or "failed" or "canceled";

    public int? Number(string name) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Our own ids, given back.</summary>
    public (Guid Conversation, Guid Message)? Sent =>
        Guid.TryParse(Query("conversation"), out var conversation) && Guid.TryParse(Query("message"), out var message) ? (conversation, message) : null;

    public CallHeard FactOf(string factId, CallFact fact, DateTimeOffset at) => new(TwilioVoiceOptions.Provider, Sid, Direction, Citizen, Ours, factId, fact, at)
    {
        ConversationId = Sent?.Conversation,
    };

    /// <summary>Null with a stable code when it is no request about a call. Total.</summary>
    public static CallRequest? Read(WebhookRequest request, TwilioVoiceOptions options, out string? code)
    {
        code = null;
        if (FormBody.Read(request.Body) is not { } form)
            code = "form.too-many-fields";
        else if (form["CallSid"] is not { Length: > 0 and <= 100 } sid)
            code = "form.call-id-missing";
        else
            return new CallRequest(form, QueryOf(request.RawTarget), options.Exchanges, sid, request.RawTarget);
        return null;
    }

    private static FormBody? QueryOf(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? null : FormBody.Read(Encoding.UTF8.GetBytes(target[(question + 1)..]));
    }
}
