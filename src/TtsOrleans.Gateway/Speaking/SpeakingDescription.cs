using System.ComponentModel;
using System.Reflection;
using Microsoft.OpenApi;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Says in the API's description what <c>/api/tts</c> takes and gives.</summary>
internal static class SpeakingDescription
{
    /// <summary>What both methods share.</summary>
    public static RouteHandlerBuilder DescribeSpeaking(this RouteHandlerBuilder route) => route
        .WithTags("Speech")
        .WithSummary("Speaks a text")
        .WithDescription("Audio whole or streamed; with Accept: text/event-stream its timing and samples as events: timing, audio, done, error.")
        .Produces<byte[]>(StatusCodes.Status200OK, AudioFormats.Wav.MediaType, [.. AudioFormats.All.Skip(1).Select(format => format.MediaType), EventAnswer.MediaType])
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status501NotImplemented)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The fields as a query.</summary>
    public static RouteHandlerBuilder DescribeQuery(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters = [.. typeof(SpeakingBody).GetProperties().Select(Parameter)];
        return Task.CompletedTask;
    });

    private static IOpenApiParameter Parameter(PropertyInfo field) => new OpenApiParameter
    {
        Name = field.Name.ToLowerInvariant(),
        In = ParameterLocation.Query,
        Required = field.Name == nameof(SpeakingBody.Text),
        Description = field.GetCustomAttribute<DescriptionAttribute>()?.Description,
        Schema = new OpenApiSchema { Type = TypeOf(Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType) },
    };

    private static JsonSchemaType TypeOf(Type type) =>
        type == typeof(double) ? JsonSchemaType.Number : type == typeof(bool) ? JsonSchemaType.Boolean : JsonSchemaType.String;
}
