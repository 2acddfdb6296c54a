using Omnichannel.Conversations;
using Xunit;

namespace Omnichannel.Unit.Conversations;

public sealed class OptOutKeywordsTests
{
    [Theory]
    [InlineData("stop", "stop")]
    [InlineData(" Stop. ", "stop")]
    [InlineData("STOP!!!", "stop")]
    [InlineData("\"STOP\"", "stop")]
    [InlineData("Stop all", "stop")]
    [InlineData("opt-out", "stop")]
    [InlineData("ABMELDEN", "stop")]
    [InlineData("arrêt", "stop")]
    [InlineData("ARRE\u0302T", "stop")]
    [InlineData("désabonner", "stop")]
    [InlineData("ا\u0655يقاف", "stop")]
    [InlineData("hủy", "stop")]
    [InlineData("İPTAL", "stop")]
    [InlineData("Стоп", "stop")]
    [InlineData("Відписатися", "stop")]
    [InlineData("ΣΤΟΠ", "stop")]
    [InlineData("توقف", "stop")]
    [InlineData("退订", "stop")]
    [InlineData("START", "start")]
    [InlineData("unstop", "start")]
    [InlineData("Hilfe", "help")]
    [InlineData("YARDIM", "help")]
    [InlineData("hjälp", "help")]
    public void A_whole_message_of_one_such_word_means_it(string text, string meaning) => Assert.Equal(meaning, OptOutKeywords.MeaningOf("sms", null, text));

    [Theory]
    [InlineData("please stop the noise")]
    [InlineData("stop it")]
    [InlineData("Where is the bus stop?")]
    [InlineData("When does it end")]
    [InlineData("I want to cancel my appointment")]
    [InlineData("Ich möchte mich abmelden, weil ich umziehe")]
    [InlineData("Pouvez-vous arrêter le bruit ?")]
    [InlineData("Necesito ayuda con la basura")]
    [InlineData("не стоп")]
    [InlineData("yes")]
    [InlineData("stop?")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ud800")]
    public void A_sentence_that_contains_such_a_word_means_something_else(string text) => Assert.Null(OptOutKeywords.MeaningOf("sms", null, text));

    [Fact]
    public void The_provider_s_own_word_comes_first() => Assert.Equal("stop", OptOutKeywords.MeaningOf("sms", "stop", "hello"));

    [Fact]
    public void In_a_chat_stop_is_a_word_like_any_other() => Assert.Null(OptOutKeywords.MeaningOf("webchat", null, "stop"));
}
